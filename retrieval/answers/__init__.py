"""What is told in answer: results picked and phrased, sentences quoted, premises corrected."""
